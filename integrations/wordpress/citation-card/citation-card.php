<?php
/**
 * Plugin Name: Citation card
 * Description: Shows how to cite a work, in any citation style and reference-manager format. A block, and the shortcode [citation_card].
 * Version: 0.1.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: MIT OR Apache-2.0
 *
 * The block and the shortcode to the tag <citation-card>. The folder of the card is `card/` of this
 * plugin; the filter `citation_card_script` gives another address of the script.
 */

defined( 'ABSPATH' ) || exit;

/** Attributes that need no trust: what they name is shipped with the card, or on the page. */
const CITATION_CARD_WORDS = array( 'styles', 'formats', 'tabs', 'selected', 'lang', 'locale', 'layout', 'show', 'hide', 'heading-level', 'versions', 'options' );

/** Attributes that make every reader's browser fetch something. */
const CITATION_CARD_TRUSTED = array( 'src', 'doi', 'registry', 'follow' );

add_action( 'init', 'citation_card_register' );
add_shortcode( 'citation_card', 'citation_card_shortcode' );
// The record in a shortcode is text: WordPress must not make paragraphs of it.
add_filter( 'no_texturize_shortcodes', fn( $names ) => array_merge( $names, array( 'citation_card' ) ) );
add_filter( 'the_content', 'citation_card_shield', 5 );

function citation_card_register() {
	$script = apply_filters( 'citation_card_script', plugins_url( 'card/citation-card.js', __FILE__ ) );
	wp_register_script( 'citation-card', $script, array(), null, true );
	add_filter( 'script_loader_tag', 'citation_card_module', 10, 2 );
	wp_register_script( 'citation-card-block', plugins_url( 'block.js', __FILE__ ), array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-i18n' ), '0.1.0', true );
	register_block_type( __DIR__, array( 'render_callback' => 'citation_card_block' ) );
}

/** The script is a module. */
function citation_card_module( $tag, $handle ) {
	return 'citation-card' === $handle ? preg_replace( '/<script\b(?![^>]*\stype="module")(?: type=(["\']).*?\1)?/', '<script type="module"', $tag ) : $tag;
}

/** A record between the tags of the shortcode becomes one line, before paragraphs are made. */
function citation_card_shield( $content ) {
	return preg_replace_callback(
		'/(\[citation_card\b[^\]]*(?<!\/)\])(.*?)(\[\/citation_card\])/s',
		fn( $found ) => $found[1] . 'base64:' . base64_encode( $found[2] ) . $found[3],
		$content
	);
}

function citation_card_shortcode( $attributes, $record = '' ) {
	$attributes = (array) $attributes;
	if ( 0 === strpos( (string) $record, 'base64:' ) ) {
		// Posts are HTML: what an author without unfiltered HTML saves has `&amp;` for `&`.
		$record = htmlspecialchars_decode( base64_decode( substr( $record, 7 ) ), ENT_QUOTES );
	}
	// Shortcodes know no hyphens in older editors: heading_level is heading-level.
	$names = array_map( fn( $name ) => str_replace( '_', '-', (string) $name ), array_keys( $attributes ) );
	return citation_card_tag( array_combine( $names, array_values( $attributes ) ), (string) $record );
}

function citation_card_block( $attributes ) {
	$record = (string) ( $attributes['record'] ?? '' );
	unset( $attributes['record'] );
	return citation_card_tag( array_filter( $attributes, 'is_string' ), $record );
}

/**
 * The tag. Only documented attributes pass; those that fetch pass if the post's author may write
 * unfiltered HTML, or a site allows it by the filter `citation_card_may_fetch`.
 */
function citation_card_tag( $attributes, $record ) {
	$post     = get_post();
	$may      = $post && user_can( (int) $post->post_author, 'unfiltered_html' );
	$may      = apply_filters( 'citation_card_may_fetch', $may, $post );
	$allowed  = array_merge( CITATION_CARD_WORDS, $may ? CITATION_CARD_TRUSTED : array() );
	$html     = '<citation-card';
	foreach ( $attributes as $name => $value ) {
		$url = in_array( $name, array( 'styles', 'tabs', 'selected' ), true ) && preg_match( '#[/:\\\\]|\.csl\b#i', $value );
		if ( in_array( $name, $allowed, true ) && '' !== $value && ( $may || ! $url ) ) {
			$html .= ' ' . $name . '="' . esc_attr( $value ) . '"';
		}
	}
	$record = trim( $record );
	if ( '' !== $record ) {
		// One line, so that no later filter finds paragraphs in it.
		$inner = str_replace( array( "\r", "\n" ), array( '', '&#10;' ), htmlspecialchars( $record, ENT_NOQUOTES, 'UTF-8' ) );
		$inner = '<pre data-type="">' . str_replace( '[', '&#91;', $inner ) . '</pre>';
	}
	wp_enqueue_script( 'citation-card' );
	return $html . '>' . ( $inner ?? '' ) . '</citation-card>';
}
