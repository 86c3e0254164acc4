DROP TABLE record_packages;
