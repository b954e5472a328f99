"""Calendar files: how RFC 5545 writes them, and a time zone in them."""
