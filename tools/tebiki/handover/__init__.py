"""What staff hand over of a finished site: files for a web server, for a CMS, and words about them."""
