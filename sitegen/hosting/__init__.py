"""What servers are told: headers, redirects, and what a host allows."""
