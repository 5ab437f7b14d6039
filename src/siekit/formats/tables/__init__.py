"""Tables as files for other programs: CSV, JSON, Parquet, Arrow and Excel.

One file here is one format; `registry.py` lists them.
"""
