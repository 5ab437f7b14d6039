"""The portal: pages and HTTP API over a workspace."""
