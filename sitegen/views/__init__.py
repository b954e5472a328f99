"""What a page is made of, as named values: the only things that a template sees."""
