-- The schema of bandit-pipeline 0.5 for SQLITE, for an empty database and without a table prefix.
-- Generated from the changelog: change that, not this file.

CREATE TABLE schema_change (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL, FILENAME VARCHAR(255) NOT NULL, DATEEXECUTED TEXT NOT NULL, ORDEREXECUTED INTEGER NOT NULL, EXECTYPE VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35), DESCRIPTION VARCHAR(255), COMMENTS VARCHAR(255), TAG VARCHAR(255), LIQUIBASE VARCHAR(20), CONTEXTS VARCHAR(255), LABELS VARCHAR(255), DEPLOYMENT_ID VARCHAR(10));

-- Changeset bandit-pipeline/0.1::0.1-account::bandit-pipeline
CREATE TABLE account (account_no INTEGER NOT NULL, platform VARCHAR(190) NOT NULL, account_id VARCHAR(190) NOT NULL, zone VARCHAR(64) NOT NULL, currency VARCHAR(3) NOT NULL, CONSTRAINT PK_ACCOUNT PRIMARY KEY (account_no));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-account', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 1, '9:1345ec53535dcbcf19b14e483780ddf4', 'createTable tableName=account', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-uq-account::bandit-pipeline
CREATE UNIQUE INDEX uq_account ON account(platform, account_id);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-uq-account', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 3, '9:6ccd92ea516377407f9c4089d1f4acd4', 'createIndex indexName=uq_account, tableName=account', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-campaign::bandit-pipeline
CREATE TABLE campaign (campaign_id VARCHAR(190) NOT NULL, name TEXT NOT NULL, zone VARCHAR(64) NOT NULL, currency VARCHAR(3) NOT NULL, total_budget_micros BIGINT, daily_budget_micros BIGINT, first_day INTEGER, last_day INTEGER, status VARCHAR(20) NOT NULL, CONSTRAINT PK_CAMPAIGN PRIMARY KEY (campaign_id));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-campaign', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 5, '9:fae7a0f921e02170f5dee562b55c1279', 'createTable tableName=campaign', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-arm::bandit-pipeline
CREATE TABLE arm (arm_no BIGINT NOT NULL, arm_id VARCHAR(190) NOT NULL, campaign_id VARCHAR(190) NOT NULL, account_no INTEGER NOT NULL, channel VARCHAR(190) NOT NULL, creative TEXT NOT NULL, bid TEXT NOT NULL, floor_micros BIGINT NOT NULL, cap_micros BIGINT NOT NULL, CONSTRAINT PK_ARM PRIMARY KEY (arm_no));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-arm', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 7, '9:7ce8953fb54c682b26542135a0b032a6', 'createTable tableName=arm', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-uq-arm::bandit-pipeline
CREATE UNIQUE INDEX uq_arm ON arm(arm_id);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-uq-arm', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 9, '9:b88a700be7f3cffd08f5ea1fc01ecaec', 'createIndex indexName=uq_arm, tableName=arm', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-uq-arm-campaign::bandit-pipeline
CREATE UNIQUE INDEX uq_arm_campaign ON arm(campaign_id, arm_no);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-uq-arm-campaign', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 11, '9:4a43d70488641a533bd5ca030f634eb4', 'createIndex indexName=uq_arm_campaign, tableName=arm', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-arm-entity::bandit-pipeline
CREATE TABLE arm_entity (arm_no BIGINT NOT NULL, entity_no BIGINT NOT NULL, account_no INTEGER NOT NULL, level SMALLINT NOT NULL, entity_id VARCHAR(190) NOT NULL, active SMALLINT NOT NULL, CONSTRAINT PK_ARM_ENTITY PRIMARY KEY (arm_no, entity_no));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-arm-entity', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 13, '9:79545738af034eda70112b72cb828840', 'createTable tableName=arm_entity', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-uq-arm-entity::bandit-pipeline
CREATE UNIQUE INDEX uq_arm_entity ON arm_entity(account_no, level, entity_id);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-uq-arm-entity', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 15, '9:75c3d369004bbb77fcc246cef0fe66bb', 'createIndex indexName=uq_arm_entity, tableName=arm_entity', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-feed::bandit-pipeline
CREATE TABLE feed (feed_no INTEGER NOT NULL, source VARCHAR(190) NOT NULL, account_no INTEGER NOT NULL, level SMALLINT NOT NULL, basis SMALLINT NOT NULL, setting VARCHAR(190) NOT NULL, CONSTRAINT PK_FEED PRIMARY KEY (feed_no));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-feed', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 17, '9:598a3299e8e5f564eb285462bbf9920d', 'createTable tableName=feed', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-uq-feed::bandit-pipeline
CREATE UNIQUE INDEX uq_feed ON feed(account_no, source, level, basis, setting);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-uq-feed', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 19, '9:ccf28c789ccbae0be5873ba519c0e4e8', 'createIndex indexName=uq_feed, tableName=feed', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-metric::bandit-pipeline
CREATE TABLE metric (arm_no BIGINT NOT NULL, start_s BIGINT NOT NULL, granularity SMALLINT NOT NULL, entity_no BIGINT NOT NULL, precedence SMALLINT NOT NULL, observed_us BIGINT NOT NULL, local_day INTEGER NOT NULL, feed_no INTEGER NOT NULL, tombstone SMALLINT NOT NULL, impressions BIGINT, clicks BIGINT, conversion_micros BIGINT, cost_micros BIGINT, revenue_micros BIGINT, CONSTRAINT PK_METRIC PRIMARY KEY (arm_no, start_s, granularity, entity_no)) WITHOUT ROWID;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-metric', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 21, '9:91b39412f7b81dc9ce3fb49adf711d8f', 'createTable tableName=metric', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-metric-history::bandit-pipeline
CREATE TABLE metric_history (arm_no BIGINT NOT NULL, start_s BIGINT NOT NULL, granularity SMALLINT NOT NULL, entity_no BIGINT NOT NULL, observed_us BIGINT NOT NULL, precedence SMALLINT NOT NULL, local_day INTEGER NOT NULL, feed_no INTEGER NOT NULL, tombstone SMALLINT NOT NULL, impressions BIGINT, clicks BIGINT, conversion_micros BIGINT, cost_micros BIGINT, revenue_micros BIGINT, CONSTRAINT PK_METRIC_HISTORY PRIMARY KEY (arm_no, start_s, granularity, entity_no, observed_us, precedence)) WITHOUT ROWID;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-metric-history', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 23, '9:9d442ee9555458faafab072951422ddc', 'createTable tableName=metric_history', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-metric-daily::bandit-pipeline
CREATE TABLE metric_daily (arm_no BIGINT NOT NULL, local_day INTEGER NOT NULL, changed_us BIGINT NOT NULL, observed_us BIGINT, impressions BIGINT, clicks BIGINT, conversion_micros BIGINT, cost_micros BIGINT, revenue_micros BIGINT, CONSTRAINT PK_METRIC_DAILY PRIMARY KEY (arm_no, local_day)) WITHOUT ROWID;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-metric-daily', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 25, '9:aa590596e2fd53d7befcc31c17aa99fa', 'createTable tableName=metric_daily', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-outcome-revision::bandit-pipeline
CREATE TABLE outcome_revision (campaign_id VARCHAR(190) NOT NULL, local_day INTEGER NOT NULL, observed_us BIGINT NOT NULL, source VARCHAR(190) NOT NULL, known SMALLINT NOT NULL, order_micros BIGINT NOT NULL, revenue_micros BIGINT NOT NULL, CONSTRAINT PK_OUTCOME_REVISION PRIMARY KEY (campaign_id, local_day, observed_us));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-outcome-revision', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 27, '9:e35b6f845cb3436ed071935c8e1b1928', 'createTable tableName=outcome_revision', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-watermark::bandit-pipeline
CREATE TABLE watermark (account_no INTEGER NOT NULL, source VARCHAR(190) NOT NULL, level SMALLINT NOT NULL, granularity SMALLINT NOT NULL, complete_until_us BIGINT, CONSTRAINT PK_WATERMARK PRIMARY KEY (account_no, source, level, granularity));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-watermark', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 29, '9:0147b2de2bc00588f6e9417a0dbd3937', 'createTable tableName=watermark', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-quarantine::bandit-pipeline
CREATE TABLE quarantine (held_id VARCHAR(64) NOT NULL, source VARCHAR(190) NOT NULL, subject VARCHAR(400) NOT NULL, slice_kind VARCHAR(40) NOT NULL, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL, location TEXT NOT NULL, raw_row TEXT NOT NULL, occurrences BIGINT NOT NULL, state VARCHAR(20) NOT NULL, held_us BIGINT NOT NULL, CONSTRAINT PK_QUARANTINE PRIMARY KEY (held_id));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-quarantine', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 31, '9:4ad761e7b9c6e63d3d7c7b0e58e0908e', 'createTable tableName=quarantine', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-quarantine-reason::bandit-pipeline
CREATE TABLE quarantine_reason (held_id VARCHAR(64) NOT NULL, position INTEGER NOT NULL, rule_id VARCHAR(190) NOT NULL, field TEXT NOT NULL, field_value TEXT NOT NULL, text TEXT NOT NULL, CONSTRAINT PK_QUARANTINE_REASON PRIMARY KEY (held_id, position));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-quarantine-reason', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 33, '9:ee656a40582d115ffae81fca68297614', 'createTable tableName=quarantine_reason', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-parked-row::bandit-pipeline
CREATE TABLE parked_row (account_no INTEGER NOT NULL, level SMALLINT NOT NULL, entity_id VARCHAR(190) NOT NULL, granularity SMALLINT NOT NULL, start_s BIGINT NOT NULL, origin SMALLINT NOT NULL, source VARCHAR(190) NOT NULL, basis SMALLINT NOT NULL, setting VARCHAR(190) NOT NULL, local_day INTEGER NOT NULL, observed_us BIGINT NOT NULL, impressions BIGINT, clicks BIGINT, conversion_micros BIGINT, cost_micros BIGINT, revenue_micros BIGINT, CONSTRAINT PK_PARKED_ROW PRIMARY KEY (account_no, level, entity_id, granularity, start_s, origin));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-parked-row', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 35, '9:37ae4de6b0e6f1518824014a9fb55943', 'createTable tableName=parked_row', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-mmm-run::bandit-pipeline
CREATE TABLE mmm_run (model_run_id VARCHAR(190) NOT NULL, campaign_id VARCHAR(190) NOT NULL, model_id TEXT NOT NULL, as_of_us BIGINT NOT NULL, last_day INTEGER NOT NULL, inputs_hash VARCHAR(190) NOT NULL, training_days INTEGER NOT NULL, holdout_days INTEGER NOT NULL, r2 DOUBLE, holdout_r2 DOUBLE, holdout_wape DOUBLE, naive_wape DOUBLE, coverage90 DOUBLE, max_r_hat DOUBLE, min_effective_samples DOUBLE, CONSTRAINT PK_MMM_RUN PRIMARY KEY (model_run_id));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-mmm-run', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 37, '9:24e6e9b8e099a923e43061b787fbca8f', 'createTable tableName=mmm_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-mmm-caution::bandit-pipeline
CREATE TABLE mmm_caution (model_run_id VARCHAR(190) NOT NULL, position INTEGER NOT NULL, text TEXT NOT NULL, CONSTRAINT PK_MMM_CAUTION PRIMARY KEY (model_run_id, position));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-mmm-caution', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 39, '9:0e4a1f6bb4ed4ed2dfe8b4dabb042caa', 'createTable tableName=mmm_caution', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-mmm-estimate::bandit-pipeline
CREATE TABLE mmm_estimate (model_run_id VARCHAR(190) NOT NULL, position INTEGER NOT NULL, channel VARCHAR(190) NOT NULL, spend DOUBLE, roas DOUBLE, roas_low DOUBLE, roas_high DOUBLE, marginal_roas DOUBLE, marginal_low DOUBLE, marginal_high DOUBLE, contraction DOUBLE, note TEXT NOT NULL, CONSTRAINT PK_MMM_ESTIMATE PRIMARY KEY (model_run_id, position));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-mmm-estimate', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 41, '9:bf4c67cff1e428cde98c129e8b9419d9', 'createTable tableName=mmm_estimate', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-mmm-draw::bandit-pipeline
CREATE TABLE mmm_draw (model_run_id VARCHAR(190) NOT NULL, position INTEGER NOT NULL, channel VARCHAR(190) NOT NULL, family VARCHAR(40) NOT NULL, slope BLOB NOT NULL, scale BLOB NOT NULL, carry_over BLOB NOT NULL, CONSTRAINT PK_MMM_DRAW PRIMARY KEY (model_run_id, position));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-mmm-draw', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 43, '9:61643f79a7a8774a08a20cc6c8998e10', 'createTable tableName=mmm_draw', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-agent-state::bandit-pipeline
CREATE TABLE agent_state (arm_no BIGINT NOT NULL, alpha DOUBLE NOT NULL, beta DOUBLE NOT NULL, spending_micros BIGINT NOT NULL, trials BIGINT NOT NULL, value_per_conversion DOUBLE NOT NULL, recent_micros BIGINT NOT NULL, last_day INTEGER, last_updated_us BIGINT NOT NULL, inputs_hash VARCHAR(190) NOT NULL, CONSTRAINT PK_AGENT_STATE PRIMARY KEY (arm_no));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-agent-state', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 45, '9:a600e72984e4968d2052e563b8419c42', 'createTable tableName=agent_state', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-allocation::bandit-pipeline
CREATE TABLE allocation (allocation_id VARCHAR(190) NOT NULL, campaign_id VARCHAR(190) NOT NULL, local_day INTEGER NOT NULL, currency VARCHAR(3) NOT NULL, budget_micros BIGINT NOT NULL, unspent_micros BIGINT NOT NULL, state VARCHAR(20) NOT NULL, reason TEXT NOT NULL, as_of_us BIGINT NOT NULL, config_hash VARCHAR(190) NOT NULL, agent_id TEXT NOT NULL, model_run_id VARCHAR(190), seed BIGINT NOT NULL, inputs_hash VARCHAR(190) NOT NULL, CONSTRAINT PK_ALLOCATION PRIMARY KEY (allocation_id));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-allocation', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 47, '9:4f42b0b92b0c938e32a90e31d364d3eb', 'createTable tableName=allocation', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-allocation-arm::bandit-pipeline
CREATE TABLE allocation_arm (allocation_id VARCHAR(190) NOT NULL, arm_id VARCHAR(190) NOT NULL, budget_micros BIGINT NOT NULL, previous_micros BIGINT NOT NULL, low_micros BIGINT NOT NULL, high_micros BIGINT NOT NULL, marginal_return DOUBLE, marginal_low DOUBLE, marginal_high DOUBLE, binding VARCHAR(20) NOT NULL, reason TEXT NOT NULL, CONSTRAINT PK_ALLOCATION_ARM PRIMARY KEY (allocation_id, arm_id));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-allocation-arm', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 49, '9:22de0a5a94633df70f9f6adeeac197fb', 'createTable tableName=allocation_arm', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-job-run::bandit-pipeline
CREATE TABLE job_run (run_id VARCHAR(190) NOT NULL, workflow VARCHAR(190) NOT NULL, as_of_us BIGINT NOT NULL, position BIGINT NOT NULL, state VARCHAR(20), duration_ms BIGINT, CONSTRAINT PK_JOB_RUN PRIMARY KEY (run_id));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-job-run', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 51, '9:34a8d9792416f5ad82587fe726dddba4', 'createTable tableName=job_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-step-run::bandit-pipeline
CREATE TABLE step_run (run_id VARCHAR(190) NOT NULL, position INTEGER NOT NULL, name VARCHAR(190) NOT NULL, state VARCHAR(20) NOT NULL, fetched BIGINT NOT NULL, stored BIGINT NOT NULL, changed BIGINT NOT NULL, unchanged BIGINT NOT NULL, duplicates BIGINT NOT NULL, quarantined BIGINT NOT NULL, parked BIGINT NOT NULL, removed BIGINT NOT NULL, duration_ms BIGINT NOT NULL, CONSTRAINT PK_STEP_RUN PRIMARY KEY (run_id, position));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-step-run', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 53, '9:5945e557d9bee02584aabccc7b5bd651', 'createTable tableName=step_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1-step-message::bandit-pipeline
CREATE TABLE step_message (run_id VARCHAR(190) NOT NULL, position INTEGER NOT NULL, line INTEGER NOT NULL, text TEXT NOT NULL, CONSTRAINT PK_STEP_MESSAGE PRIMARY KEY (run_id, position, line));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.1-step-message', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 55, '9:698aacb2f83d023814507c4ac5763a9f', 'createTable tableName=step_message', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.1::0.1::bandit-pipeline
INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID, TAG) VALUES ('0.1', 'bandit-pipeline', 'bandit-pipeline/0.1', CURRENT_TIMESTAMP, 57, '9:5b1c8fd0b00c6d798f312b858de36f1f', 'tagDatabase', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000', '0.1');

-- Changeset bandit-pipeline/0.2::0.2-ix-mmm-run::bandit-pipeline
CREATE INDEX ix_mmm_run ON mmm_run(campaign_id, as_of_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.2-ix-mmm-run', 'bandit-pipeline', 'bandit-pipeline/0.2', CURRENT_TIMESTAMP, 59, '9:9f7a5726f3ce685def07a96268740499', 'createIndex indexName=ix_mmm_run, tableName=mmm_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.2::0.2-ix-allocation::bandit-pipeline
CREATE INDEX ix_allocation ON allocation(campaign_id, as_of_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.2-ix-allocation', 'bandit-pipeline', 'bandit-pipeline/0.2', CURRENT_TIMESTAMP, 61, '9:4e580867de0aad3f83f8677afb76872a', 'createIndex indexName=ix_allocation, tableName=allocation', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.2::0.2-ix-quarantine::bandit-pipeline
CREATE INDEX ix_quarantine ON quarantine(source, slice_kind, first_day);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.2-ix-quarantine', 'bandit-pipeline', 'bandit-pipeline/0.2', CURRENT_TIMESTAMP, 63, '9:881bd389567f4af74027b9d28c29029a', 'createIndex indexName=ix_quarantine, tableName=quarantine', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.2::0.2::bandit-pipeline
INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID, TAG) VALUES ('0.2', 'bandit-pipeline', 'bandit-pipeline/0.2', CURRENT_TIMESTAMP, 65, '9:47603f56bc0ba23fa7faf8149f86e01b', 'tagDatabase', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000', '0.2');

-- Changeset bandit-pipeline/0.3::0.3-quarantine-sqlite::bandit-pipeline
ALTER TABLE quarantine ADD COLUMN state_us BIGINT;

ALTER TABLE quarantine ADD COLUMN last_event INT;

ALTER TABLE quarantine ADD COLUMN entity_level SMALLINT;

ALTER TABLE quarantine ADD COLUMN entity_id TEXT;

ALTER TABLE quarantine ADD COLUMN granularity SMALLINT;

ALTER TABLE quarantine ADD COLUMN start_us BIGINT;

ALTER TABLE quarantine ADD COLUMN end_us BIGINT;

ALTER TABLE quarantine ADD COLUMN local_day INT;

ALTER TABLE quarantine ADD COLUMN observed_us BIGINT;

ALTER TABLE quarantine ADD COLUMN origin SMALLINT;

ALTER TABLE quarantine ADD COLUMN impressions BIGINT;

ALTER TABLE quarantine ADD COLUMN clicks BIGINT;

ALTER TABLE quarantine ADD COLUMN conversion_micros BIGINT;

ALTER TABLE quarantine ADD COLUMN cost_micros BIGINT;

ALTER TABLE quarantine ADD COLUMN revenue_micros BIGINT;

ALTER TABLE quarantine ADD COLUMN currency VARCHAR(3);

ALTER TABLE quarantine ADD COLUMN basis SMALLINT;

ALTER TABLE quarantine ADD COLUMN setting TEXT;

ALTER TABLE quarantine ADD COLUMN seen_us BIGINT;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-quarantine-sqlite', 'bandit-pipeline', 'bandit-pipeline/0.3', CURRENT_TIMESTAMP, 67, '9:5321eccc92f2055c9cfe48839011391b', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.3::0.3-ix-quarantine-state::bandit-pipeline
CREATE INDEX ix_quarantine_state ON quarantine(source, subject, state);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-ix-quarantine-state', 'bandit-pipeline', 'bandit-pipeline/0.3', CURRENT_TIMESTAMP, 69, '9:2869f493bb33fb6e8f1ecc8315702a2e', 'createIndex indexName=ix_quarantine_state, tableName=quarantine', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.3::0.3-quarantine-event::bandit-pipeline
CREATE TABLE quarantine_event (held_id VARCHAR(64) NOT NULL, position INTEGER NOT NULL, at_us BIGINT NOT NULL, from_state VARCHAR(20), to_state VARCHAR(20) NOT NULL, actor TEXT NOT NULL, note TEXT NOT NULL, entity_level SMALLINT, entity_id TEXT, granularity SMALLINT, start_us BIGINT, end_us BIGINT, local_day INTEGER, observed_us BIGINT, origin SMALLINT, impressions BIGINT, clicks BIGINT, conversion_micros BIGINT, cost_micros BIGINT, revenue_micros BIGINT, currency VARCHAR(3), basis SMALLINT, setting TEXT, CONSTRAINT PK_QUARANTINE_EVENT PRIMARY KEY (held_id, position));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-quarantine-event', 'bandit-pipeline', 'bandit-pipeline/0.3', CURRENT_TIMESTAMP, 71, '9:0c8f41a246db246670f9d2e291c2e4e7', 'createTable tableName=quarantine_event', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.3::0.3-quality-score::bandit-pipeline
CREATE TABLE quality_score (local_day INTEGER NOT NULL, subject_kind VARCHAR(20) NOT NULL, subject_id VARCHAR(400) NOT NULL, dimension VARCHAR(20) NOT NULL, numerator DOUBLE NOT NULL, denominator DOUBLE NOT NULL, at_us BIGINT NOT NULL, CONSTRAINT PK_QUALITY_SCORE PRIMARY KEY (local_day, subject_kind, subject_id, dimension));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-quality-score', 'bandit-pipeline', 'bandit-pipeline/0.3', CURRENT_TIMESTAMP, 73, '9:18cfccaa15c5f8b11c88eb7fce62cb97', 'createTable tableName=quality_score', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.3::0.3-quality-finding::bandit-pipeline
CREATE TABLE quality_finding (check_id VARCHAR(400) NOT NULL, finding_id VARCHAR(64) NOT NULL, rule_id VARCHAR(190) NOT NULL, dimension VARCHAR(20) NOT NULL, severity VARCHAR(20) NOT NULL, subject_kind VARCHAR(20) NOT NULL, subject_id VARCHAR(400) NOT NULL, local_day INTEGER NOT NULL, field TEXT NOT NULL, field_value TEXT NOT NULL, text TEXT NOT NULL, occurrences BIGINT NOT NULL, first_us BIGINT NOT NULL, last_us BIGINT NOT NULL, resolved_us BIGINT, CONSTRAINT PK_QUALITY_FINDING PRIMARY KEY (check_id, finding_id));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-quality-finding', 'bandit-pipeline', 'bandit-pipeline/0.3', CURRENT_TIMESTAMP, 75, '9:352de151b11272b14155973999e95fb2', 'createTable tableName=quality_finding', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.3::0.3-detector-state::bandit-pipeline
CREATE TABLE detector_state (detector VARCHAR(190) NOT NULL, series_key VARCHAR(400) NOT NULL, state BLOB NOT NULL, CONSTRAINT PK_DETECTOR_STATE PRIMARY KEY (detector, series_key));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-detector-state', 'bandit-pipeline', 'bandit-pipeline/0.3', CURRENT_TIMESTAMP, 77, '9:7783fc04d43bb65157b20e5a392abfa9', 'createTable tableName=detector_state', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.3::0.3-exchange-rate::bandit-pipeline
CREATE TABLE exchange_rate (from_currency VARCHAR(3) NOT NULL, to_currency VARCHAR(3) NOT NULL, local_day INTEGER NOT NULL, known_us BIGINT NOT NULL, rate VARCHAR(190) NOT NULL, published_day INTEGER NOT NULL, source VARCHAR(190) NOT NULL, provisional SMALLINT NOT NULL, CONSTRAINT PK_EXCHANGE_RATE PRIMARY KEY (from_currency, to_currency, local_day, known_us));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.3-exchange-rate', 'bandit-pipeline', 'bandit-pipeline/0.3', CURRENT_TIMESTAMP, 79, '9:664448020d27c2576a69b1795fe77428', 'createTable tableName=exchange_rate', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.3::0.3::bandit-pipeline
INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID, TAG) VALUES ('0.3', 'bandit-pipeline', 'bandit-pipeline/0.3', CURRENT_TIMESTAMP, 81, '9:0bc8742bc8156ba783f897acc91675f3', 'tagDatabase', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000', '0.3');

-- Changeset bandit-pipeline/0.4::0.4-scheduled-job::bandit-pipeline
CREATE TABLE scheduled_job (task_name VARCHAR(190) NOT NULL, task_instance VARCHAR(190) NOT NULL, task_data BLOB, execution_time NUMBER NOT NULL, picked BOOLEAN NOT NULL, picked_by VARCHAR(190), last_success NUMBER, last_failure NUMBER, consecutive_failures INTEGER, last_heartbeat NUMBER, version BIGINT NOT NULL, paused BOOLEAN NOT NULL, CONSTRAINT PK_SCHEDULED_JOB PRIMARY KEY (task_name, task_instance));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-scheduled-job', 'bandit-pipeline', 'bandit-pipeline/0.4', CURRENT_TIMESTAMP, 83, '9:d7aa32c146b1a9d2875479b5951a1c18', 'createTable tableName=scheduled_job', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-ix-scheduled-job-execution::bandit-pipeline
CREATE INDEX ix_scheduled_job_execution ON scheduled_job(execution_time);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-scheduled-job-execution', 'bandit-pipeline', 'bandit-pipeline/0.4', CURRENT_TIMESTAMP, 85, '9:6798ec717b5e579e92fac909ceb21703', 'createIndex indexName=ix_scheduled_job_execution, tableName=scheduled_job', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-ix-scheduled-job-heartbeat::bandit-pipeline
CREATE INDEX ix_scheduled_job_heartbeat ON scheduled_job(last_heartbeat);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-scheduled-job-heartbeat', 'bandit-pipeline', 'bandit-pipeline/0.4', CURRENT_TIMESTAMP, 87, '9:739d206f2f49986ddabb4eddf2c533e3', 'createIndex indexName=ix_scheduled_job_heartbeat, tableName=scheduled_job', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-job-run-sqlite::bandit-pipeline
ALTER TABLE job_run ADD COLUMN slot_us BIGINT;

ALTER TABLE job_run ADD COLUMN scope TEXT;

ALTER TABLE job_run ADD COLUMN first_day INTEGER;

ALTER TABLE job_run ADD COLUMN last_day INTEGER;

ALTER TABLE job_run ADD COLUMN started_by TEXT;

ALTER TABLE job_run ADD COLUMN instance TEXT;

ALTER TABLE job_run ADD COLUMN attempts INTEGER DEFAULT 1 NOT NULL;

ALTER TABLE job_run ADD COLUMN started_us BIGINT;

ALTER TABLE job_run ADD COLUMN ended_us BIGINT;

ALTER TABLE job_run ADD COLUMN leased_until_us BIGINT DEFAULT 0 NOT NULL;

ALTER TABLE job_run ADD COLUMN wanted VARCHAR(20) DEFAULT 'NONE' NOT NULL;

ALTER TABLE job_run ADD COLUMN error TEXT;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-job-run-sqlite', 'bandit-pipeline', 'bandit-pipeline/0.4', CURRENT_TIMESTAMP, 89, '9:0deeebcd5e6abe7951d79f497ed77af6', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-job-run-moments::bandit-pipeline
UPDATE job_run SET started_us = as_of_us, ended_us = as_of_us + duration_ms * 1000, state = coalesce(state, 'RUNNING') WHERE started_us IS NULL;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-job-run-moments', 'bandit-pipeline', 'bandit-pipeline/0.4', CURRENT_TIMESTAMP, 91, '9:80e8d76e1976f897ed2e6e8ebb127dae', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-job-run-duration-sqlite::bandit-pipeline
ALTER TABLE job_run DROP COLUMN duration_ms;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-job-run-duration-sqlite', 'bandit-pipeline', 'bandit-pipeline/0.4', CURRENT_TIMESTAMP, 93, '9:5440d88fa5d73f715a594b813882721c', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-ix-job-run::bandit-pipeline
CREATE INDEX ix_job_run ON job_run(position);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-job-run', 'bandit-pipeline', 'bandit-pipeline/0.4', CURRENT_TIMESTAMP, 95, '9:74121e1a5231beb473614061e01a535a', 'createIndex indexName=ix_job_run, tableName=job_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-ix-job-run-workflow::bandit-pipeline
CREATE INDEX ix_job_run_workflow ON job_run(workflow, position);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-job-run-workflow', 'bandit-pipeline', 'bandit-pipeline/0.4', CURRENT_TIMESTAMP, 97, '9:ede8070c28a4c7191c480e78740c1bd2', 'createIndex indexName=ix_job_run_workflow, tableName=job_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-step-run-sqlite::bandit-pipeline
ALTER TABLE step_run ADD COLUMN parent VARCHAR(190);

ALTER TABLE step_run ADD COLUMN attempts INTEGER DEFAULT 1 NOT NULL;

ALTER TABLE step_run ADD COLUMN may_pass SMALLINT DEFAULT 0 NOT NULL;

ALTER TABLE step_run ADD COLUMN started_us BIGINT;

ALTER TABLE step_run ADD COLUMN gave SMALLINT DEFAULT 0 NOT NULL;

ALTER TABLE step_run ADD COLUMN output TEXT;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-step-run-sqlite', 'bandit-pipeline', 'bandit-pipeline/0.4', CURRENT_TIMESTAMP, 99, '9:f3d682807596585dbdf19bf6b9f7ab4a', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-step-run-names::bandit-pipeline
UPDATE step_run SET name = concat(substr(name, 1, 170), ' #', position) WHERE (run_id, position) IN
            (SELECT run_id, position FROM (SELECT later.run_id, later.position FROM step_run later
            JOIN step_run earlier ON earlier.run_id = later.run_id AND earlier.name = later.name AND earlier.position < later.position) twice);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-step-run-names', 'bandit-pipeline', 'bandit-pipeline/0.4', CURRENT_TIMESTAMP, 101, '9:936b2ce09edbbf44fa89283bc000ae25', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-uq-step-run::bandit-pipeline
CREATE UNIQUE INDEX uq_step_run ON step_run(run_id, name);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-uq-step-run', 'bandit-pipeline', 'bandit-pipeline/0.4', CURRENT_TIMESTAMP, 103, '9:cf48ea92a467d8137fc0bc392902579b', 'createIndex indexName=uq_step_run, tableName=step_run', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-alert::bandit-pipeline
CREATE TABLE alert (alert_id VARCHAR(64) NOT NULL, episode INTEGER NOT NULL, code TEXT NOT NULL, subject TEXT NOT NULL, severity VARCHAR(20) NOT NULL, message TEXT NOT NULL, occurrences BIGINT NOT NULL, first_us BIGINT NOT NULL, last_us BIGINT NOT NULL, delivered_us BIGINT NOT NULL, delivered_severity VARCHAR(20) NOT NULL, acknowledged_by TEXT, acknowledged_us BIGINT, resolved_us BIGINT, CONSTRAINT PK_ALERT PRIMARY KEY (alert_id, episode));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-alert', 'bandit-pipeline', 'bandit-pipeline/0.4', CURRENT_TIMESTAMP, 105, '9:407529f188912229d70ca8fbeb608843', 'createTable tableName=alert', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-ix-alert-resolved::bandit-pipeline
CREATE INDEX ix_alert_resolved ON alert(resolved_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-alert-resolved', 'bandit-pipeline', 'bandit-pipeline/0.4', CURRENT_TIMESTAMP, 107, '9:aff72c40158d7853895d8efc4e9d0038', 'createIndex indexName=ix_alert_resolved, tableName=alert', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-ix-alert-last::bandit-pipeline
CREATE INDEX ix_alert_last ON alert(last_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-ix-alert-last', 'bandit-pipeline', 'bandit-pipeline/0.4', CURRENT_TIMESTAMP, 109, '9:1a2dab4f9784aa861a6f1bff423c9f30', 'createIndex indexName=ix_alert_last, tableName=alert', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4-watermark-sqlite::bandit-pipeline
ALTER TABLE watermark ADD COLUMN complete_from_us BIGINT DEFAULT 0 NOT NULL;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.4-watermark-sqlite', 'bandit-pipeline', 'bandit-pipeline/0.4', CURRENT_TIMESTAMP, 111, '9:7d767187b3c0c4dcd2ee86fe30b8bc46', 'sql', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.4::0.4::bandit-pipeline
INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID, TAG) VALUES ('0.4', 'bandit-pipeline', 'bandit-pipeline/0.4', CURRENT_TIMESTAMP, 113, '9:69ea60ba2c4182cdddee0de9a7751055', 'tagDatabase', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000', '0.4');

-- Changeset bandit-pipeline/0.5::0.5-api-call::bandit-pipeline
CREATE TABLE api_call (call_no BIGINT NOT NULL, platform VARCHAR(190) NOT NULL, account_id VARCHAR(190) NOT NULL, endpoint TEXT NOT NULL, called_us BIGINT NOT NULL, took_micros BIGINT NOT NULL, attempt INTEGER NOT NULL, status INTEGER NOT NULL, request_id TEXT NOT NULL, failed SMALLINT NOT NULL, error_code TEXT NOT NULL, error TEXT NOT NULL, CONSTRAINT PK_API_CALL PRIMARY KEY (call_no));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-api-call', 'bandit-pipeline', 'bandit-pipeline/0.5', CURRENT_TIMESTAMP, 115, '9:8105ba9eb3fb16c7cdfeee1a101924a5', 'createTable tableName=api_call', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-ix-api-call::bandit-pipeline
CREATE INDEX ix_api_call ON api_call(called_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-ix-api-call', 'bandit-pipeline', 'bandit-pipeline/0.5', CURRENT_TIMESTAMP, 117, '9:a9c6a3d7e8921898cb3cc3c9afabed96', 'createIndex indexName=ix_api_call, tableName=api_call', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-ix-api-call-platform::bandit-pipeline
CREATE INDEX ix_api_call_platform ON api_call(platform, called_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-ix-api-call-platform', 'bandit-pipeline', 'bandit-pipeline/0.5', CURRENT_TIMESTAMP, 119, '9:e2aec5a3feea135246bfa8e038143208', 'createIndex indexName=ix_api_call_platform, tableName=api_call', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-ix-api-call-failed::bandit-pipeline
CREATE INDEX ix_api_call_failed ON api_call(failed, called_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-ix-api-call-failed', 'bandit-pipeline', 'bandit-pipeline/0.5', CURRENT_TIMESTAMP, 121, '9:d64c0a3d49dabf7d02a11d814ab766aa', 'createIndex indexName=ix_api_call_failed, tableName=api_call', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-slice-size::bandit-pipeline
CREATE TABLE slice_size (platform VARCHAR(190) NOT NULL, account_id VARCHAR(190) NOT NULL, source VARCHAR(190) NOT NULL, level SMALLINT NOT NULL, granularity SMALLINT NOT NULL, max_days INTEGER NOT NULL, noted_us BIGINT NOT NULL, CONSTRAINT PK_SLICE_SIZE PRIMARY KEY (platform, account_id, source, level, granularity));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-slice-size', 'bandit-pipeline', 'bandit-pipeline/0.5', CURRENT_TIMESTAMP, 123, '9:bcebbc8f12d6d93d75f27b633ef8ac53', 'createTable tableName=slice_size', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-budget-change::bandit-pipeline
CREATE TABLE budget_change (change_no BIGINT NOT NULL, allocation_id VARCHAR(190) NOT NULL, arm_id VARCHAR(190) NOT NULL, account_key VARCHAR(400) NOT NULL, level SMALLINT NOT NULL, entity_id VARCHAR(190) NOT NULL, local_day INTEGER NOT NULL, at_us BIGINT NOT NULL, currency VARCHAR(3) NOT NULL, before_micros BIGINT, after_micros BIGINT NOT NULL, state VARCHAR(20) NOT NULL, text TEXT NOT NULL, CONSTRAINT PK_BUDGET_CHANGE PRIMARY KEY (change_no));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-budget-change', 'bandit-pipeline', 'bandit-pipeline/0.5', CURRENT_TIMESTAMP, 125, '9:e50f1de93b830dc6bf15f3d8867a1ab1', 'createTable tableName=budget_change', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-ix-budget-change::bandit-pipeline
CREATE INDEX ix_budget_change ON budget_change(at_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-ix-budget-change', 'bandit-pipeline', 'bandit-pipeline/0.5', CURRENT_TIMESTAMP, 127, '9:f96f59ccc9bbe3ac05e261225f966dcc', 'createIndex indexName=ix_budget_change, tableName=budget_change', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-ix-budget-change-entity::bandit-pipeline
CREATE INDEX ix_budget_change_entity ON budget_change(account_key, level, entity_id, at_us);

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-ix-budget-change-entity', 'bandit-pipeline', 'bandit-pipeline/0.5', CURRENT_TIMESTAMP, 129, '9:57407c92a2735fa65f839bee16c3cc10', 'createIndex indexName=ix_budget_change_entity, tableName=budget_change', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-entity-listing::bandit-pipeline
CREATE TABLE entity_listing (platform VARCHAR(190) NOT NULL, account_id VARCHAR(190) NOT NULL, listed_us BIGINT NOT NULL, CONSTRAINT PK_ENTITY_LISTING PRIMARY KEY (platform, account_id));

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-entity-listing', 'bandit-pipeline', 'bandit-pipeline/0.5', CURRENT_TIMESTAMP, 131, '9:3abe131d648c9fe604b15c0fa3785bb7', 'createTable tableName=entity_listing', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5-platform-entity::bandit-pipeline
CREATE TABLE platform_entity (platform VARCHAR(190) NOT NULL, account_id VARCHAR(190) NOT NULL, level SMALLINT NOT NULL, entity_id VARCHAR(190) NOT NULL, name TEXT NOT NULL, parent_level SMALLINT, parent_id VARCHAR(190), status VARCHAR(20) NOT NULL, first_seen_us BIGINT NOT NULL, last_seen_us BIGINT, CONSTRAINT PK_PLATFORM_ENTITY PRIMARY KEY (platform, account_id, level, entity_id)) WITHOUT ROWID;

INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('0.5-platform-entity', 'bandit-pipeline', 'bandit-pipeline/0.5', CURRENT_TIMESTAMP, 133, '9:b554de18ba13b454da00c4e0b2cf3ea2', 'createTable tableName=platform_entity', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000');

-- Changeset bandit-pipeline/0.5::0.5::bandit-pipeline
INSERT INTO schema_change (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID, TAG) VALUES ('0.5', 'bandit-pipeline', 'bandit-pipeline/0.5', CURRENT_TIMESTAMP, 135, '9:ab77a8ae68c15518be13a45394ed83d8', 'tagDatabase', '', 'EXECUTED', NULL, NULL, '4.33.0', '0000000000', '0.5');
