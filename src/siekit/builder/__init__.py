"""Files made from nothing: for the developers of tills, payroll and invoicing."""
