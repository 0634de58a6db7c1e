"""Public forms: for readers, who have no account and get no cookie."""
