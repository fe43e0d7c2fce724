"""The year of a project: an edition begun, confirmed, compared, reviewed, released; commits; migration."""
