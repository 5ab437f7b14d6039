"""The workspace: uploads, what they are linked to, what is active, and what reports read."""
