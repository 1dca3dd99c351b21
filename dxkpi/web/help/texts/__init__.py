"""The tables of fixed text of 使い方, a module for each chapter."""
