"""Reports: what accountants read, made of queries over the tables. Renderers are in `render`."""
