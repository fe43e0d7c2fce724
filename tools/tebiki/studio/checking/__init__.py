"""What is wrong with the content, looked for in a process of its own while somebody works."""
