// Research spending as a share of output, year by year, promised and reached side by side (Chinese names).
MATCH (r:地区)-[:报告]->(o:实绩)-[:属指标]->(i:指标)
WHERE i.名称 CONTAINS '研发投入' AND o.类型 = 'share'
OPTIONAL MATCH (t:目标)-[:兑现]->(o)
RETURN r.名称 AS 地区, o.年份 AS 年份, o.原文 AS 实绩, t.原文 AS 目标
ORDER BY 地区, 年份;
