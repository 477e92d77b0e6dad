MATCH (r:地区)-[:报告]->(o:实绩)-[:属指标]->(i:指标)
WHERE i.名称 CONTAINS '研发投入' AND o.类型 = 'share'
RETURN r.名称 AS 地区, o.年份 AS 年份, o.原文 AS 研发投入占比, evidence(o)[0].quote AS 原句
ORDER BY 地区, 年份;
