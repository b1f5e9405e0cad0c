"""What Xen prints on its console, written and read back."""
