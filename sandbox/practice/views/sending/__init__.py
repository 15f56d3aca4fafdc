"""Pages about what is sent: submissions.py one at a time, batches.py all that is ready, handing.py over to the sekdes."""
