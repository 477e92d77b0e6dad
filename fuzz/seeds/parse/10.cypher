optional match p = (a:A:B {x: 1})<-[r:R|:S*1..3 {y: $y}]-() return distinct *, length(p) as n skip 1
