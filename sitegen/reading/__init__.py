"""From bytes on disk to trees with positions. Nothing here knows what the content means."""
