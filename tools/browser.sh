#!/bin/sh
# Prints the path of the first Chrome or Chromium that really starts; CHROMIUM=… is tried alone.
# (Ubuntu has a chromium-browser that only says that it is a snap, so each is asked for its version.)
for name in ${CHROMIUM:-chromium google-chrome google-chrome-stable chromium-browser}; do
    path=$(command -v "$name") && "$path" --version >/dev/null 2>&1 && printf '%s\n' "$path" && exit
done
exit 1
