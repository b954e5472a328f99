"""One module per content type; ``CONTENT_TYPES`` is the ordered list of them all."""
