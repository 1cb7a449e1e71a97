"""From the data folder to one checked, versioned dataset."""
