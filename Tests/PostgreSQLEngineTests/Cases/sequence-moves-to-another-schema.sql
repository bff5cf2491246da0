-- options privileges
-- from
CREATE SCHEMA crm;
CREATE SEQUENCE order_no;
GRANT USAGE ON SEQUENCE order_no TO PUBLIC;
COMMENT ON SEQUENCE order_no IS 'orders';

-- to
CREATE SCHEMA crm;
CREATE SEQUENCE crm.order_no;
GRANT USAGE ON SEQUENCE crm.order_no TO PUBLIC;
COMMENT ON SEQUENCE crm.order_no IS 'orders';

-- up
ALTER SEQUENCE order_no SET SCHEMA crm;
