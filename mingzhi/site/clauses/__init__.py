"""The clauses of the plan (浙政办发〔2019〕20号) and what in the product serves each."""
