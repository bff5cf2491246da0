-- options privileges
-- from
CREATE SEQUENCE order_no;
GRANT USAGE ON SEQUENCE order_no TO PUBLIC;
COMMENT ON SEQUENCE order_no IS 'orders';

-- renames
order_no crm.number

-- to
CREATE SCHEMA crm;
CREATE SEQUENCE crm.number;
GRANT USAGE ON SEQUENCE crm.number TO PUBLIC;
COMMENT ON SEQUENCE crm.number IS 'orders';

-- up
CREATE SCHEMA crm;

ALTER SEQUENCE order_no RENAME TO number;

ALTER SEQUENCE number SET SCHEMA crm;
