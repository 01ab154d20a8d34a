ALTER INDEX "search_documents_vector" SET (fastupdate = true, gin_pending_list_limit = 256);
