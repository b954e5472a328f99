"""From entries to one frozen site: links, states of translations, rendered texts, what is near what."""
