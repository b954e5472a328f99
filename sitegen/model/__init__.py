"""What the content is: typed values, one module per idea, no disk, no clock."""
