-- 查询用的视图（第 1 版，名称和列不变）· The views to query; names and columns are kept.
-- 金额列：value 为整数分（或个数），amount 为元。 value: whole cents (or as counted), amount: yuan.

-- name: documents
SELECT document, name, unit, unit_key, scope, year, region, kind, form_set, money, formats, files, published,
    status, reason, reason_en, layout, certain, uncertain, missing_forms, held, tails, broken, unchecked,
    errors, warnings, infos
FROM _documents

-- name: cells
SELECT d.unit, d.year, d.region, d.scope, d.document, o.form, o.row, o.col, o.label, o.value,
    CASE WHEN o.unit IN ('元', '万元') THEN (o.value::DECIMAL(22, 2) * 0.01)::DECIMAL(20, 2) END AS amount,
    o.unit AS counted_in, o.state, o.printed, o.file, o.page, o.place,
    o.measure, o.stage, o.fund, o.function, o.economic, o.nature, o.carry, o.unit_kind, o.item
FROM _observations AS o JOIN _documents AS d USING (document)
WHERE o.state IN ('number', 'unsure')

-- name: facts
SELECT d.unit, d.year, d.region, d.scope, d.document, o.measure, o.stage, o.fund, o.function, o.economic,
    o.nature, o.carry, o.unit_kind, o.item, min(o.value) AS value,
    CASE WHEN bool_or(o.unit IN ('元', '万元'))
        THEN (min(o.value)::DECIMAL(22, 2) * 0.01)::DECIMAL(20, 2) END AS amount,
    count(*) AS prints, max(o.value) - min(o.value) <= max(2 * o.width) AS agree
FROM _observations AS o JOIN _documents AS d USING (document)
WHERE o.state = 'number' AND o.measure <> ''
GROUP BY ALL

-- name: findings
SELECT d.unit, d.year, d.region, d.document, f.number, f.code, f.severity, f.key, f.title, f.title_en,
    f.message, f.message_en, f.form, f.row, f.col, f.printed, f.expected, f.file, f.page, f.place
FROM _findings AS f JOIN _documents AS d USING (document)

-- name: projects
SELECT d.unit, d.year, d.region, p.document, p.project, p.name, p.implementing, p.initial, p.adjusted,
    p.executed, p.score, p.grade, p.goal, p.file, p.page, p.place
FROM _projects AS p JOIN _documents AS d USING (document)

-- name: indicators
SELECT d.unit, d.year, d.region, i.document, i.project, i.level1, i.level2, i.level3, i.operator, i.target,
    i.unit AS counted_in, i.actual, i.weight, i.score, i.reason, i.quantified, i.file, i.page, i.place
FROM _indicators AS i JOIN _documents AS d USING (document)

-- name: quantities
SELECT d.unit, d.year, d.region, q.document, q.section, q.subject, q.role, q.kind, q.value,
    q.unit AS counted_in, q.direction, q.period, q.base, q.sure, q.printed, q.file, q.page, q.place
FROM _quantities AS q JOIN _documents AS d USING (document)

-- name: not_read
SELECT d.unit, d.year, d.region, d.name, n.document, n.key, n.words, n.words_en, n.file, n.page, n.place
FROM _not_read AS n JOIN _documents AS d USING (document)
