"""Rules about vouchers: their sums, numbers, dates and rows."""
