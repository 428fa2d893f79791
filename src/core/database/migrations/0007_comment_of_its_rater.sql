-- A draft's comment is its writer's alone (model.md D5), as its scores are: whoever rates next begins without it.
ALTER TABLE eval_sheet ADD COLUMN comment_rater_id TEXT;

-- Comments of before belong to the one person who drafted that sheet; where two have, to neither.
UPDATE eval_sheet SET comment_rater_id = (SELECT MIN(d.rater_id) FROM eval_score d WHERE d.sheet_id = eval_sheet.id AND d.by_proxy = 0)
WHERE comment IS NOT NULL AND (SELECT COUNT(DISTINCT d.rater_id) FROM eval_score d WHERE d.sheet_id = eval_sheet.id AND d.by_proxy = 0) = 1;
