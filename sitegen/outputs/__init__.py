"""What is made of a site: each module is one output, a function from the site to planned files."""
