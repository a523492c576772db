"""Which way of reading is right (取舍): the identities weigh the ways in which a table can be
read, move what slipped by a cell, and doubt or repair what they cannot hold."""
