"""Income tax forms: accounts in their fields, and the SRU files that Skatteverket receives."""
