-- What stands for an organisation in the numbers of papers: a faction's letter, a department's short sign.
ALTER TABLE organizations ADD COLUMN sign TEXT;
