"""One report in many forms: terminal, JSON, CSV, HTML, Excel, PDF."""
