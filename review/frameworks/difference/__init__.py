"""How two versions of a framework differ, part by part and word by word."""
