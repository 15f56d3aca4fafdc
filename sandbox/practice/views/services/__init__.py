"""What stands beside the entry: counter.py, helpdesk.py, notices.py, documents.py, and exchange.py, Impor dan ekspor."""
