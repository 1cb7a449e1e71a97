"""Tests of the way from the data folder to a compiled dataset."""
