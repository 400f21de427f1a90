"""Report to HTML, plots, Excel and labelling tools."""
