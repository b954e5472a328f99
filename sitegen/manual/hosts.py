"""The host takes the site.

`build.py build --target cloudflare`, `github` or `netlify` looks at what that host takes before anything is written, so
that a limit is met here and not half-way through an upload. The numbers, and where the hosts state them, stand at the
top of `sitegen/hosting/limits.py`. Without `--target` nothing of this is looked at.

## host-files

The site has more files than the host takes (Cloudflare Pages: 20,000 on the free plan), or more in one folder (Netlify:
54,000). Cloudflare takes 100,000 on a paid plan; then build without `--target`.

## host-size

A file or the site is larger than the host takes: 25 MiB a file on Cloudflare Pages, 1 GB a site on GitHub Pages.

## host-rules

`_headers` or `_redirects` has more rules, or longer ones, than the host reads. It would pass over the rest without a
word: sensitive pages would be kept by browsers, old addresses would lead there more slowly. The line is the first
that would not be read.
"""

CODES = (
    "host-files",
    "host-size",
    "host-rules",
)
