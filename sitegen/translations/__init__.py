"""The translator's tools: the state of the translations, what to do first, what changed, and accepting it."""
