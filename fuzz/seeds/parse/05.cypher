CALL no.such.procedure()
