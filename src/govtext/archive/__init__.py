"""Many reports to series, comparisons, carried-over text and promises."""
