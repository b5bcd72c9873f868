// WordPress with its database: the shortcode and the block, by an administrator and by an author.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { APA, BIBTEX, copy, dist, onHost, phpServer, root, run, write } from '../../tests/hosts/host.mjs'

// A socket's path may not be long.
const DATABASE = join(tmpdir(), `citation-card-mariadb-${process.pid}`)

const CONFIG = `<?php
define( 'DB_NAME', 'wordpress' ); define( 'DB_USER', 'root' ); define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:${DATABASE}/socket' ); define( 'DB_CHARSET', 'utf8mb4' ); define( 'DB_COLLATE', '' );
define( 'WP_HTTP_BLOCK_EXTERNAL', true ); define( 'DISABLE_WP_CRON', true );
define( 'WP_HOME', 'http://' . ( $_SERVER['HTTP_HOST'] ?? 'localhost' ) ); define( 'WP_SITEURL', WP_HOME );
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';
`

// Installs WordPress, activates the plugin, and writes the posts.
const SETUP = (posts) => `<?php
define( 'WP_INSTALLING', true );
require __DIR__ . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';
wp_install( 'Site', 'admin', 'admin@example.org', false, '', 'secret' );
update_option( 'template', 'plain' );
update_option( 'stylesheet', 'plain' );
update_option( 'active_plugins', array( 'citation-card/citation-card.php' ) );
$author = wp_insert_user( array( 'user_login' => 'author', 'user_pass' => 'secret', 'role' => 'author' ) );
foreach ( json_decode( base64_decode( '${Buffer.from(JSON.stringify(posts)).toString('base64')}' ), true ) as $post ) {
	wp_set_current_user( 'author' === $post['by'] ? $author : 1 );
	$id = wp_insert_post( array( 'post_title' => $post['title'], 'post_content' => wp_slash( $post['content'] ), 'post_status' => 'publish', 'post_author' => get_current_user_id() ), true );
	if ( is_wp_error( $id ) ) exit( $id->get_error_message() );
}
echo get_bloginfo( 'version' );
`

const block = (attributes) => `<!-- wp:citation-card/card ${JSON.stringify(attributes).replaceAll('--', '\\u002d\\u002d').replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026')} /-->`
const POSTS = [
  { title: 'Shortcode', by: 'admin', content: `Text.\n\n[citation_card layout="compact" styles="apa ieee"]\n${BIBTEX}[/citation_card]\n\nMore *text*.` },
  { title: 'Shortcode of an author', by: 'author', content: `[citation_card layout="compact" src="https://elsewhere.example/x.bib"]\n${BIBTEX}[/citation_card]` },
  { title: 'Block', by: 'admin', content: block({ record: BIBTEX, layout: 'compact' }) },
]

// A theme of the least that themes do.
const THEME = {
  'style.css': '/* Theme Name: Plain */',
  'index.php': '<!doctype html><html <?php language_attributes(); ?>><head><meta charset="utf-8"><?php wp_head(); ?></head><body><?php while ( have_posts() ) { the_post(); the_content(); } wp_footer(); ?></body></html>',
}

let database

onHost('WordPress', {
  async build(folder) {
    const www = join(folder, 'site')
    copy('/usr/share/wordpress', www)
    write(join(www, 'wp-content/themes/plain'), THEME)
    write(www, { 'wp-config.php': CONFIG, 'setup.php': SETUP(POSTS) })
    const plugin = join(www, 'wp-content/plugins/citation-card')
    copy(join(root, 'integrations/wordpress/citation-card'), plugin)
    copy(dist, join(plugin, 'card'))
    await startDatabase()
    return `WordPress ${await run('php', ['setup.php'], { cwd: www })}`
  },
  async serve(folder) {
    const server = await phpServer(join(folder, 'site'))
    return { ...server, async stop() { server.stop(); database?.kill('SIGKILL'); rmSync(DATABASE, { recursive: true, force: true }) } }
  },
  pages: { '/?name=shortcode': APA, '/?name=shortcode-of-an-author': APA, '/?name=block': APA },
  console: /Failed to load resource/,
  async also({ page, path }) {
    if (path.endsWith('author')) assert.equal(await page.evaluate(() => document.querySelector('citation-card').getAttribute('src')), null, 'an author may not make cards fetch')
  },
})

async function startDatabase() {
  mkdirSync(DATABASE, { recursive: true })
  await run('mariadb-install-db', ['--no-defaults', '--user=root', `--datadir=${DATABASE}/data`, '--auth-root-authentication-method=normal', '--skip-test-db'])
  database = spawn('mariadbd', ['--no-defaults', '--user=root', `--datadir=${DATABASE}/data`, `--socket=${DATABASE}/socket`, '--skip-networking'], { stdio: 'ignore' })
  for (let wait = 0; ; wait++) {
    try {
      return await run('mariadb', ['--no-defaults', '-uroot', `--socket=${DATABASE}/socket`, '-e', 'create database wordpress character set utf8mb4'])
    } catch (error) {
      if (wait === 60) throw error
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}
