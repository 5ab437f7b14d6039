"""What each oddity of a SIE file of types 1 to 4 is called, how much it matters, what it says."""

from siekit.formats.sie4.fault_kinds.table import ENTRIES, FACTS, KINDS

__all__ = ["ENTRIES", "FACTS", "KINDS"]
