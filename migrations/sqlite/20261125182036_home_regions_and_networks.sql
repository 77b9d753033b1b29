-- +goose Up
-- Written by hand: an organization that works in one region is at home there; what others belong to is a network.
UPDATE organizations SET home_region_id = (SELECT min(r.region_id) FROM organization_regions r WHERE r.organization_id = organizations.id)
	WHERE (SELECT count(*) FROM organization_regions r WHERE r.organization_id = organizations.id) = 1;
UPDATE organizations SET network = true WHERE parent_id IS NULL AND legal_form <> 'INFORMAL_GROUP'
	AND id IN (SELECT child.parent_id FROM organizations child WHERE child.parent_id IS NOT NULL);
