 MATCH (区:Region) WHERE 区.name = '锡山区' AN 区.level = 'district' RETURN 区
