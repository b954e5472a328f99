"""From trees to typed entries; everything that does not fit, in plain words, all at once."""
