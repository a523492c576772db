-- name: missing
-- 名单里每家每年一行：公开没有、迟没有、对不对 · one row for each unit of the roster and year
WITH found AS (
    SELECT document, name, unit, year, region, status, missing_forms, published,
        regexp_replace(unit_key, '[(]?本级[)]?$', '') AS base,
        CASE WHEN scope = 'own' OR unit_key SIMILAR TO '.*本级[)]?' THEN 'own' ELSE coalesce(scope, '') END AS scope,
        TRY_CAST(nullif(regexp_extract(name, '(20[0-9]{2})[^0-9]*$', 1), '') AS INTEGER) AS named_year
    FROM documents
), wanted AS (
    SELECT number, region, department, unit, kind,
        CASE WHEN scope = '' AND unit_key SIMILAR TO '.*本级[)]?' THEN 'own' ELSE scope END AS scope,
        year, approved, due, address, regexp_replace(unit_key, '[(]?本级[)]?$', '') AS base
    FROM _roster
), matched AS (
    SELECT w.number, f.* FROM wanted AS w JOIN found AS f
        ON f.base = w.base AND f.year = w.year AND (w.region = '' OR f.region = w.region)
        AND (w.scope = '' OR f.scope = '' OR f.scope = w.scope)
), prints AS (
    SELECT m.number, o.form || ':' || o.row || ':' || o.col AS place, count(DISTINCT o.value) AS values_
    FROM matched AS m JOIN _observations AS o USING (document) WHERE o.state = 'number'
    GROUP BY m.number, o.form, o.row, o.col HAVING count(DISTINCT o.document) > 1
), differing AS (
    SELECT number, count(*) AS places, list_slice(list(place ORDER BY place), 1, 5) AS places_first
    FROM prints WHERE values_ > 1 GROUP BY number
), met AS (
    SELECT m.number, count(*) AS documents, min(m.document) AS document,
        count(*) FILTER (m.status = 'read') AS read, count(*) FILTER (m.missing_forms <> '') AS lacking,
        any_value(nullif(m.missing_forms, '')) AS missing_forms, min(TRY_CAST(nullif(m.published, '') AS DATE)) AS published
    FROM matched AS m GROUP BY m.number
), other_year AS (
    SELECT w.number, min(f.document) AS document, min(f.year) AS year FROM wanted AS w JOIN found AS f
        ON f.base = w.base AND f.named_year = w.year AND f.year <> w.year GROUP BY w.number
), under_name AS (
    SELECT w.number, w.unit AS asked, f.document, f.unit FROM wanted AS w JOIN found AS f
        ON f.base <> w.base AND contains(f.name, w.unit) AND NOT contains(f.name, f.unit) AND f.year = w.year
        AND f.status = 'read'
), other_unit AS (
    -- 名称长的单位的文件，不算名称短的单位的 · the file of a unit with a longer name is not that of the shorter one
    SELECT n.number, min(n.document) AS document, min(n.unit) AS unit FROM under_name AS n
    WHERE NOT EXISTS (FROM under_name AS longer WHERE longer.document = n.document
        AND longer.asked <> n.asked AND contains(longer.asked, n.asked)) GROUP BY n.number
)
SELECT w.region, w.department, w.unit, w.kind, w.scope, w.year, w.approved, w.due, w.address,
    CASE WHEN m.documents IS NULL AND u.unit IS NOT NULL THEN 'other_unit'
        WHEN m.documents IS NULL AND y.year IS NOT NULL THEN 'wrong_year'
        WHEN m.documents IS NULL THEN 'missing'
        WHEN m.read = 0 THEN 'not_read'
        WHEN d.places IS NOT NULL THEN 'twice'
        WHEN m.lacking = m.read THEN 'incomplete'
        WHEN m.published > w.due THEN 'late'
        ELSE 'published' END AS state,
    coalesce(m.documents, 0) AS documents, coalesce(m.document, u.document, y.document) AS document,
    m.published, CASE WHEN m.published > w.due THEN m.published - w.due END AS days_late,
    coalesce(m.missing_forms, '') AS missing_forms, y.year AS found_year, u.unit AS found_unit,
    coalesce(d.places, 0) AS differing, coalesce(array_to_string(d.places_first, ', '), '') AS differs_at
FROM wanted AS w LEFT JOIN met AS m USING (number) LEFT JOIN differing AS d USING (number)
    LEFT JOIN other_year AS y USING (number) LEFT JOIN other_unit AS u USING (number)
ORDER BY w.number
