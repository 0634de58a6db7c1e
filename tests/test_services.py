"""The services that the tests use are the real ones, of the version that the hub is built for."""

import pytest
from elasticsearch import Elasticsearch


@pytest.mark.elasticsearch
def test_elasticsearch_is_a_real_one_of_the_version_of_its_client(elasticsearch_url):
    with Elasticsearch(elasticsearch_url, request_timeout=5) as client:
        nodes = client.nodes.info(metric="os")["nodes"].values()
    assert [node["version"].rpartition(".")[0] for node in nodes] == ["8.19"]
