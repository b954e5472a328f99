"""Languages: direction and names, dates and numbers in words, interface catalogues."""
